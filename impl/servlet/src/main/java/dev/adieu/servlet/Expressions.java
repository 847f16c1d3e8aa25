// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import jakarta.el.ELProcessor;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an attribute of a Jakarta Security definition says in a request: it may have expressions, and {@code baseURL}
 * among them.
 */
final class Expressions {
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");

    private final HttpServletRequest request;

    Expressions(HttpServletRequest request) {
        this.request = request;
    }

    String text(String attribute) {
        return EXPRESSION
                .matcher(attribute)
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf(value(match.group(1)))));
    }

    /** An attribute of two forms: the expression overrules, with or without its braces. */
    boolean isTrue(boolean attribute, String expression) {
        if (expression.isEmpty()) {
            return attribute;
        }
        var isMarked = EXPRESSION.matcher(expression).find();
        return Boolean.parseBoolean(isMarked ? text(expression) : String.valueOf(value(expression)));
    }

    private Object value(String expression) {
        var processor = new ELProcessor();
        processor.getELManager().addELResolver(CDI.current().getBeanManager().getELResolver());
        processor.defineBean("baseURL", baseUrl());
        return processor.eval(expression);
    }

    private String baseUrl() {
        var url = request.getRequestURL();
        return url.substring(0, url.length() - request.getRequestURI().length()) + request.getContextPath();
    }
}
