package io.drydock.docker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects to an engine's address: Unix-domain socket, TCP with and without TLS, Windows' named pipe, the system's ssh. */
final class Dialer implements Closeable {

    private static final List<String> SSH = List.of("ssh");
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final EngineAddress address;
    private final Optional<SSLContext> tls;
    private final Optional<KeptConnections> ssh;

    Dialer(EngineAddress address) throws IOException {
        this(address, SSH);
    }

    /**
     * @param ssh the program, and options that come before all others
     */
    Dialer(EngineAddress address, List<String> ssh) throws IOException {
        this.address = address;
        this.ssh = address.ssh().map(target -> new KeptConnections(new SshDialer(target, ssh)));
        this.tls = address.tls().isPresent()
                ? Optional.of(TlsContexts.of(address.tls().get()))
                : Optional.empty();
    }

    EngineAddress address() {
        return address;
    }

    /** A connection for one request, a new one where none is kept. */
    ConnectionLease lease() throws IOException {
        return ssh.isPresent() ? ssh.get().lease() : ConnectionLease.once(dial());
    }

    /** Closes what is kept. */
    @Override
    public void close() {
        ssh.ifPresent(KeptConnections::close);
    }

    private DuplexStream dial() throws IOException {
        URI uri = address.uri();
        return switch (uri.getScheme()) {
            case "unix" -> new ChannelStream(SocketChannel.open(UnixDomainSocketAddress.of(uri.getPath())));
            case "npipe" ->
                new ChannelStream(PipeChannel.open(
                        Path.of(uri.getPath().replaceFirst("^/+", "//").replace('/', '\\'))));
            default -> overTcp(uri);
        };
    }

    private DuplexStream overTcp(URI uri) throws IOException {
        int port = uri.getPort() > 0 ? uri.getPort() : tls.isPresent() ? 2376 : 2375;
        InetSocketAddress target = new InetSocketAddress(uri.getHost(), port);
        if (target.isUnresolved()) {
            throw new UnknownHostException("no such host: " + uri.getHost());
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(target, (int) CONNECT_LIMIT.toMillis());
            channel.socket().setTcpNoDelay(true);
            return tls.isPresent() ? secure(channel, uri.getHost(), port, tls.get()) : new ChannelStream(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private DuplexStream secure(SocketChannel channel, String host, int port, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(channel.socket(), host, port, true);
        if (address.tls().orElseThrow().verify()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return SocketStream.of(socket, channel);
    }
}
