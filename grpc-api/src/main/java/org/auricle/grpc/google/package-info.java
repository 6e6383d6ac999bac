/**
 * Google's speech API (versions v1 and v1p1beta1), for clients that know no other. Start at {@link
 * org.auricle.grpc.google.GoogleServices}; docs/google.md says what is served and how.
 */
package org.auricle.grpc.google;
