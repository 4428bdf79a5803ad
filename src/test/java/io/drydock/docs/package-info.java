/** Holds the documents to what the code does: snippets are read, names and links are looked up. */
package io.drydock.docs;
