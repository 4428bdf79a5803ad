import java.time.Instant

def project = evaluate(new File(support, 'project.groovy'))

project.onEngine {
    project.repository()
    project.mvn('docker:boot')

    // services start while the image is built, suites when both are there, then the app
    def result = project.environment()
    assert result.outcome == 'RUNNING'
    assert project.get("${result.app.url}/sh")
    def step = { String words ->
        def found = result.steps.findAll { it.name.contains(words) }
        assert found.size() == 1: "$words in ${result.steps*.name}"
        [start: Instant.parse(found[0].start), end: Instant.parse(found[0].end)]
    }
    def build = step('build image')
    def service = step('start service slow')
    def suite = step('suite unit')
    def app = step('run app')
    assert service.start < build.end && build.start < service.end
    assert suite.start >= build.end && suite.start >= service.end
    assert app.start >= suite.end
}

return true
