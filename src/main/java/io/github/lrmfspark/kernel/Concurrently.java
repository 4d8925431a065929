package io.github.lrmfspark.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Work on several things at a time, one thread a core. The threads have the context class loader of the caller, by which ND4J finds
 * its backend; those of parallel streams have not.
 */
public final class Concurrently {
    private Concurrently() {}

    /**
     * {@return what a function makes of every item, in their order}
     *
     * @param <T> of the items
     * @param <R> of the results
     * @param items any number
     * @param function called once for each, from any thread
     * @throws IllegalStateException if the calling thread is interrupted; what else the function throws is thrown
     */
    public static <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> function) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                    Thread thread = new Thread(task, "concurrently");
                    thread.setContextClassLoader(loader);
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T item : items) {
                futures.add(threads.submit(() -> function.apply(item)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while others worked", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
