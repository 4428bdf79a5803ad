package io.drydock.buildkit;

import java.io.IOException;

/** Serves one gRPC method; returning ends the call with status OK. */
interface GrpcHandler {

    void handle(GrpcCall call) throws GrpcStatusException, IOException, InterruptedException;
}
