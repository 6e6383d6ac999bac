/**
 * Work that outlives the server: accepted jobs are kept in a database until they are done. Start at
 * {@link org.auricle.server.jobs.JobService}.
 */
package org.auricle.server.jobs;
