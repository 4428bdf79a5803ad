import java.nio.charset.StandardCharsets
import java.security.MessageDigest

def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def values = [REPO_TOKEN: 'build-hunter22/+ok', DB_PW: 'service pass%word 7', API_KEY: 'forwarded-K3y=&x']

def forms = { String value ->
    [value, URLEncoder.encode(value, 'UTF-8'), value.bytes.encodeBase64().toString().replace('=', '')]
}
def mustNotHold = { String text, String where, Collection<String> names ->
    names.each { name -> forms(values[name]).each { form -> assert !text.contains(form): "$name is in $where" } }
}

/** All that the run left for people and machines, and all that the engine tells of its objects. */
def lookEverywhere = { String console ->
    mustNotHold(console, 'the console', values.keySet())
    new File(project.folder, 'target').eachFileRecurse { file ->
        if (file.file) {
            mustNotHold(new String(file.bytes, StandardCharsets.ISO_8859_1), file.path, values.keySet())
        }
    }
    project.containers().each { name ->
        // a forwarded variable is one of app and suites: that is what it is for
        mustNotHold(project.docker('inspect', name), "inspect of $name", name.endsWith('.db') ? values.keySet() : ['REPO_TOKEN', 'DB_PW'])
        mustNotHold(project.container(name).Config.Labels.toString(), "labels of $name", values.keySet())
    }
    project.networks().each { mustNotHold(project.docker('network', 'inspect', it), it, values.keySet()) }
    project.volumes().each { mustNotHold(project.docker('volume', 'inspect', it), it, values.keySet()) }
    project.images().each { name ->
        mustNotHold(project.docker('image', 'inspect', name), "inspect of $name", values.keySet())
        mustNotHold(project.docker('history', '--no-trunc', name), "history of $name", values.keySet())
        def saved = new File(basedir, 'image.tar')
        project.docker('save', '-o', saved.path, name)
        mustNotHold(new String(saved.bytes, StandardCharsets.ISO_8859_1), "layers of $name", values.keySet())
        saved.delete()
    }
}

project.onEngine {
    project.repository()
    def good = project.mvn('-X', 'verify', env: values)
    lookEverywhere(good.log)

    // each was there for whom it was meant
    assert project.exec("${app}.master.app", 'cat', '/token.sum').startsWith(
            MessageDigest.getInstance('SHA-256').digest(values.REPO_TOKEN.bytes).encodeHex().toString())
    assert project.docker('logs', "${app}.master.db").contains("db got ${values.DB_PW}")
    assert project.docker('logs', "${app}.master.app").contains("app got ${values.API_KEY}")
    assert good.log.contains('the token is ***')
    assert good.log.contains('[unit] suite got ***, ***')
    assert project.output("logs/${app}.master.db.log").text.contains('db got ***')

    // a failure shows the last lines of the log
    project.write('www/version', 'two\n')
    project.commit('Fail')
    def bad = project.failed('-X', 'verify', env: values)
    assert bad.log.contains('TESTS_FAILED')
    lookEverywhere(bad.log)
    lookEverywhere(project.mvn('-X', 'docker:logs', env: values).log)
    lookEverywhere(project.mvn('docker:plan', 'docker:status', '-Ddocker.format=json', env: values).log)
}

return true
