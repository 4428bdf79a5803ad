import java.net.StandardProtocolFamily
import java.net.UnixDomainSocketAddress
import java.nio.channels.ServerSocketChannel
import java.nio.file.Files

def project = evaluate(new File(support, 'project.groovy'))
boolean windows = System.getProperty('os.name').startsWith('Windows')
project.repository()

def refused = project.fails('package', env: [DOCKER_HOST: 'tcp://127.0.0.1:9'])
assert refused.outcome == 'ENGINE_ERROR'
assert refused.what.contains('tcp://127.0.0.1:9') && refused.what.contains('DOCKER_HOST')
assert refused.reason() == 'connection refused: nothing listens there'
assert refused.next.any { it.contains('DOCKER_HOST') }
assert project.environment().with { outcome == 'ENGINE_ERROR' && engine == null && failure.what == refused.what }

if (!windows) {
    def missing = project.fails('package', env: [DOCKER_HOST: 'unix:///nonexistent/docker.sock'])
    assert missing.outcome == 'ENGINE_ERROR'
    assert missing.reason() == 'the socket /nonexistent/docker.sock does not exist'
    assert missing.next == ['start Docker', 'set DOCKER_HOST or -Ddocker.host to where the engine listens']
}

// -Ddocker.host beats the variable
def flag = project.fails('package', '-Ddocker.host=tcp://127.0.0.1:8', env: [DOCKER_HOST: 'tcp://127.0.0.1:9'])
assert flag.what.contains('tcp://127.0.0.1:8') && flag.what.contains('-Ddocker.host')

// a socket that only others may use; root must lay down first what lets it use all
boolean root = System.getProperty('user.name') == 'root'
if (!windows) {
    def home = Files.createTempDirectory('it-engine-away')
    def socket = home.resolve('docker.sock')
    ServerSocketChannel.open(StandardProtocolFamily.UNIX).withCloseable { server ->
        server.bind(UnixDomainSocketAddress.of(socket))
        socket.toFile().setWritable(false, false)
        def denied = project.fails('package', env: [DOCKER_HOST: "unix://$socket"],
                by: root ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [])
        assert denied.outcome == 'ENGINE_ERROR'
        assert denied.reason() == "permission denied on the socket $socket"
        assert denied.next == ['sudo usermod -aG docker $USER, then log in again']
    }
    home.toFile().deleteDir()
}

return true
