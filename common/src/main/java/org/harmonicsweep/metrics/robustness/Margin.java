package org.harmonicsweep.metrics.robustness;

import java.util.OptionalDouble;

/**
 * The r-robustness margin of one image.
 *
 * @param margin greatest radius of the grid at which no attack was found that moves the
 *     reconstruction further than r with probability ½ or more, in input units; 0 where it is moved
 *     so far without an attack; empty where the whole grid is withstood
 * @param bound the first-order lower bound {@link MarginBounds#gaussian}, in input units
 * @param probability lower confidence bound of the probability that the clean reconstruction stays
 *     within r
 */
public record Margin(OptionalDouble margin, OptionalDouble bound, double probability) {}
