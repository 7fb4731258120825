/**
 * Hosts, as strangers build them: each is a program of its own, which has the library's jar as it is published and nothing
 * that these tests have. A host is compiled from the README's own lines, or is a plug-in, a bundle, an image of jlink.
 */
package io.github.keytray.host;
