def log = new File(basedir, 'build.log').text

assert log.contains('docker:help')

// the bill of materials of the plugin that was just packaged lists what is in its jar
def bom = new groovy.json.JsonSlurper().parse(new File(basedir, '../../../bom.json'))
assert bom.bomFormat == 'CycloneDX'
assert bom.components*.name.containsAll(['org.eclipse.jgit', 'jackson-core', 'commons-compress', 'httpcore5-h2', 'jmustache'])
assert bom.components.every { it.version && it.hashes } && !bom.components*.name.any { it =~ /junit|assertj|maven-core/ }

return true
