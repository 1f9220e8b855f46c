package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/// What a server answers by HTTP, unless it goes on for too long: it is a stranger's.
final class ShortBody {
    /// An answer for the 64 m-lines that an offer may have stays well below.
    static final int MOST_BYTES = 1 << 20;

    private final Promise<String> whole = Promise.promise();
    private final Buffer text = Buffer.buffer();
    private final HttpClientResponse response;

    private ShortBody(HttpClientResponse response) {
        this.response = response;
    }

    static Future<String> of(HttpClientResponse response) {
        ShortBody body = new ShortBody(response);
        response.exceptionHandler(body.whole::tryFail);
        response.handler(body::add);
        response.endHandler(_ -> body.whole.tryComplete(body.text.toString()));
        return body.whole.future();
    }

    private void add(Buffer part) {
        if (text.length() + part.length() <= MOST_BYTES) {
            text.appendBuffer(part);
        } else if (whole.tryFail("an answer of more than " + MOST_BYTES + " bytes")) {
            response.request().connection().close();
        }
    }
}
