package io.tidegate.deploy.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** This machine's own network, asked before anything is started on it. */
final class Loopback {
    private static final int PATIENCE_MILLIS = 500;

    private Loopback() {}

    /** Whether a server could listen on a port now; 0 is always free. */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // What a server that has just ended leaves behind is no obstacle.
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether somebody listens at {@code host:port}. */
    static boolean answers(String address) {
        int colon = address.lastIndexOf(':');
        try (var socket = new Socket()) {
            var port = Integer.parseInt(address.substring(colon + 1));
            socket.connect(new InetSocketAddress(address.substring(0, Math.max(0, colon)), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }
}
