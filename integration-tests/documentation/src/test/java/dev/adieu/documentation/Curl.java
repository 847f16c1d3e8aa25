// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a page that calls curl, with what of it the pages use: a jar of cookies, a form, a method.
 *
 * @param path of the URL
 */
record Curl(String method, String path, Map<String, String> form) {
    static Curl of(String line) {
        var words = List.of(line.split(" +")).iterator();
        require(words.next().equals("curl"), line);
        var form = new LinkedHashMap<String, String>();
        var method = "";
        var path = "";
        while (words.hasNext()) {
            var word = words.next();
            switch (word) {
                case "-i" -> {}
                case "-b", "-c" -> require(words.next().equals("jar"), line);
                case "-X" -> method = words.next();
                case "-d" -> {
                    var field = words.next().split("=", 2);
                    form.put(field[0], field[1]);
                }
                default -> {
                    require(word.startsWith("http://localhost:8080/api/"), line);
                    path = URI.create(word).getPath().substring("/api/".length());
                }
            }
        }
        return new Curl(method.isEmpty() ? form.isEmpty() ? "GET" : "POST" : method, path, form);
    }

    private static void require(boolean understood, String line) {
        if (!understood) {
            throw new IllegalArgumentException("Not understood: " + line);
        }
    }

    /** Sends it, with the cookies of the jar. */
    Reply send(UserAgent jar) {
        return form.isEmpty() ? jar.send(method, path, null) : jar.postForm(path, form);
    }
}
