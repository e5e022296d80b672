/** The built jar on the parts of real clusters, and the manifests in {@code deploy/}. */
package org.harmonicsweep.deploy;
