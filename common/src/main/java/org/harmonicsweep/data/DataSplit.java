package org.harmonicsweep.data;

import java.io.Serializable;
import org.harmonicsweep.trial.DataIdentity;

/**
 * Training and held-out samples of one source.
 *
 * @param training samples that the trainer sees
 * @param test held-out samples, of the same number of features
 * @param identity shapes and digest of both
 */
public record DataSplit(Dataset training, Dataset test, DataIdentity identity)
    implements Serializable {}
