package com.example.visits;

import java.time.Instant;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/** Visits as the API writes and reads them. */
final class VisitJson {

    private VisitJson() {}

    static JSONObject write(Visit visit) {
        return new JSONObject()
                .put("name", visit.name())
                .put("message", visit.message())
                .put("time", visit.time().toString());
    }

    static JSONArray write(List<Visit> visits) {
        JSONArray array = new JSONArray();
        for (Visit visit : visits) {
            array.put(write(visit));
        }
        return array;
    }

    /**
     * Reads what a guest sends. The time is the server's, whatever the guest says.
     *
     * @throws IllegalArgumentException with a text for the guest
     */
    static Visit read(String body, Instant now) {
        try {
            JSONObject json = new JSONObject(body);
            return new Visit(json.optString("name"), json.optString("message"), now);
        } catch (JSONException e) {
            throw new IllegalArgumentException("The body is not a JSON object.", e);
        }
    }
}
