package org.rapaio.jupyter.kernel.channels;

import java.util.concurrent.CountDownLatch;

/**
 * Stands before the kernel's own class of this name on the class path: a thread that runs a body again and again, with a pause
 * between. Every channel of the kernel reads its messages in one.
 *
 * <p>The kernel's own (rapaio-jupyter-kernel 2.3.0) sets its {@code running} only after the thread was started, so that the thread may
 * find it false and end; and it reads messages before their handlers are set, so that the first one may end it. In either case
 * Jupyter says that the kernel didn't respond. Here no body runs before {@link #readMessages}.
 */
public final class LoopThread extends Thread {
    private static final CountDownLatch CONNECTED = new CountDownLatch(1);

    private final long pause;
    private final Runnable body;
    private volatile boolean running = true;

    /** @param pause in milliseconds */
    public LoopThread(String name, long pause, Runnable body) {
        super(name);
        this.pause = pause;
        this.body = body;
    }

    /** Lets all such threads begin; the handlers of messages have to be set. */
    public static void readMessages() {
        CONNECTED.countDown();
    }

    @Override
    public void run() {
        try {
            CONNECTED.await();
            while (running) {
                body.run();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Ends the thread after the body that it runs. */
    public void shutdown() {
        running = false;
    }
}
