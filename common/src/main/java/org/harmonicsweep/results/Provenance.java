package org.harmonicsweep.results;

/**
 * What cannot be the same twice: where, when and how fast a row was made.
 *
 * @param wallSeconds wall-clock seconds of the trial
 * @param trainingSeconds of which training
 * @param cpuSeconds processor seconds of the thread
 * @param host name of the machine
 * @param finishedAt end of the trial, ISO 8601 in UTC
 * @param java version of the Java runtime
 * @param processor architecture and vector width in bits, such as {@code amd64/512}
 * @param attempt number of the Spark task attempt, from 0
 */
public record Provenance(
    double wallSeconds,
    double trainingSeconds,
    double cpuSeconds,
    String host,
    String finishedAt,
    String java,
    String processor,
    int attempt) {}
