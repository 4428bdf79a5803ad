def log = new File(basedir, 'build.log').text

assert log.contains('docker:help')

return true
