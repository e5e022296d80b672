package org.harmonicsweep.jobs.analysis;

/**
 * A named query.
 *
 * @param name lower_snake_case
 * @param query a select statement without a semicolon
 */
public record View(String name, String query) {}
