package io.brook.deploy.host;

import java.util.concurrent.CountDownLatch;

/** A program that says when it runs, and does not end when it is asked to. */
final class Stubborn {
    private Stubborn() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        System.out.println("running");
        never.await();
    }
}
