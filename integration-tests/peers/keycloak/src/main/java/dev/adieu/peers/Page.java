// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers;

import dev.adieu.suite.Reply;
import java.net.URI;
import java.util.List;

/**
 * What a browser shows.
 *
 * @param uri where it is
 * @param reply what was answered there
 * @param way every address that led there, in order, this one included
 */
public record Page(URI uri, Reply reply, List<URI> way) {

    /** Copies the list. */
    public Page {
        way = List.copyOf(way);
    }

    /** The status. */
    public int status() {
        return reply.status();
    }

    /** The text. */
    public String body() {
        return reply.body();
    }

    /** Where the way ends. */
    public URI end() {
        return way.get(way.size() - 1);
    }

    /** Whether the way led past somewhere. */
    public boolean cameBy(URI place) {
        return way.stream().anyMatch(each -> each.toString().startsWith(place.toString()));
    }

    /** Where the form that has this id is posted to. */
    URI form(String id) {
        var form = body().replaceAll("(?s).*<form([^>]*id=\"" + id + "\"[^>]*)>.*", "$1");
        if (form.equals(body())) {
            throw new AssertionError("No form '" + id + "' at " + uri + ": " + body());
        }
        return uri.resolve(form.replaceAll("(?s).*action=\"([^\"]*)\".*", "$1").replace("&amp;", "&"));
    }
}
