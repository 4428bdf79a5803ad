/**
 * BuildKit over the engine's {@code /session} endpoint: image builds with cache mounts, secrets, parallel stages and an
 * incremental context, without a Docker command line.
 *
 * <p>On the connection that the engine upgrades, the roles are turned round: the engine is the HTTP/2 client and asks
 * us, by gRPC, for files, credentials and secrets. Layers, lowest first: frames and flow control ({@link
 * io.drydock.buildkit.GrpcConnection}), calls ({@link io.drydock.buildkit.GrpcCall}), the services behind them ({@link
 * io.drydock.buildkit.FileSync}, {@link io.drydock.buildkit.SessionServices}), the build ({@link
 * io.drydock.buildkit.BuildKitBuild}).
 *
 * <p>Rule: sees {@code java.*}, {@code io.drydock.model} and two small library parts that the HTTP transport and
 * docker-java bring anyway. How the engine is reached is behind {@link io.drydock.buildkit.SessionTransport} and {@link
 * io.drydock.buildkit.BuildPost}; where files come from, behind {@link io.drydock.buildkit.ContextSource}.
 *
 * <ul>
 *   <li>HPACK is decoded by httpcore5-h2's {@code HPackDecoder}: a well-kept decoder instead of Huffman tables of our
 *       own. Its first use costs 17 ms in a cold JVM (11 classes, two jars opened), less where the transport has
 *       opened those jars already, and it runs beside the build request.
 *   <li>JSON is read by jackson-core's streaming parser (45 to 55 ms in a cold JVM, nothing once docker-java is in
 *       use). No ObjectMapper.
 *   <li>Protobuf and HTTP/2 framing are our own: ten flat messages and eight frame types. The gRPC servers for Java
 *       that could do it add 7 to 15 MB.
 * </ul>
 */
package io.drydock.buildkit;
