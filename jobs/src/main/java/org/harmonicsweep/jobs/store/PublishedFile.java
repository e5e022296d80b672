package org.harmonicsweep.jobs.store;

import java.io.Serializable;

/**
 * A file of a bundle.
 *
 * @param name path below the bundle's directory
 * @param bytes its size
 * @param digest SHA-256 in hexadecimal
 */
public record PublishedFile(String name, long bytes, String digest) implements Serializable {}
