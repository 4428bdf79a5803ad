def project = evaluate(new File(support, 'project.groovy'))
def nowhere = [DOCKER_HOST: 'tcp://127.0.0.1:9']
def page = new File(project.folder, 'target/site/docker/index.html')
def index = new File(project.folder, 'target/site/index.html')

// without a run there is no report
def without = project.mvn('site', env: nowhere)
assert without.times('no run has left a page at') >= 1
assert !page.exists()

// the page of a run is there as it is, and the site leads to it
project.write('target/docker/report.html', '<!doctype html><title>run of é</title>\n')
project.mvn('site', env: nowhere)
assert page.bytes == project.output('report.html').bytes
def links = new File(project.folder, 'target/site').listFiles().findAll { it.name.endsWith('.html') }*.getText('UTF-8')
assert links.any { it.contains('href="docker/index.html"') && it.contains('Verified environment') }

// it may be left out, and may be called alone
page.delete()
assert project.mvn('site', '-Ddocker.report.skip', env: nowhere).times('docker:report is skipped (docker.report.skip)') >= 1
assert !page.exists()
def version = (project.read('pom.xml') =~ /drydock-maven-plugin<\/artifactId>\s*<version>(.*)<\/version>/)[0][1]
project.mvn("io.drydock:drydock-maven-plugin:$version:report", env: nowhere)
assert page.bytes == project.output('report.html').bytes

return true
