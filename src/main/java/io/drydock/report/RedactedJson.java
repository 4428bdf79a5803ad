package io.drydock.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Someone else's JSON without secrets, indented: known values are gone, and so are the values of variables whose names speak of
 * secrets, known or not.
 */
final class RedactedJson {

    private static final Pattern VARIABLE = Pattern.compile("(?s)([A-Za-z_][A-Za-z0-9_.-]*)=(.*)");
    private static final Pattern TELLING = Pattern.compile(
            "(?i).*(pass|pwd|secret|token|credential|private|auth|(^|_)(api_?)?key($|_)|access_?key).*");

    private final Redactor redactor;

    RedactedJson(Redactor redactor) {
        this.redactor = redactor;
    }

    String of(String json) {
        StringWriter text = new StringWriter();
        JsonFactory factory = new JsonFactory();
        try (JsonParser parser = factory.createParser(json);
                JsonGenerator generator = factory.createGenerator(text).useDefaultPrettyPrinter()) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    generator.writeString(clean(parser.getText()));
                } else if (token == JsonToken.FIELD_NAME) {
                    generator.writeFieldName(redactor.redact(parser.currentName()));
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private String clean(String value) {
        Matcher variable = VARIABLE.matcher(value);
        boolean secret =
                variable.matches() && TELLING.matcher(variable.group(1)).matches();
        return redactor.redact(secret ? variable.group(1) + "=***" : value);
    }
}
