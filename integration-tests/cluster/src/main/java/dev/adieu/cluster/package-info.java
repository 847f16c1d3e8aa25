/** What a node of the cluster has beside the sample: a witness of what happens there, and connections to a database. */
@NullMarked
package dev.adieu.cluster;

import org.jspecify.annotations.NullMarked;
