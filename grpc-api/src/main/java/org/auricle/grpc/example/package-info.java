/**
 * How to write a client. {@link org.auricle.grpc.example.TranscribeClient} can be run, and copied.
 */
package org.auricle.grpc.example;
