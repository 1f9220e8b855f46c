package io.plenum.loadtest.report;

import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.Result;
import java.util.List;

/// The result as one page, with nothing to load from elsewhere.
public final class HtmlReport {
    private HtmlReport() {}

    public static String of(Result result, List<Bar> bars) {
        return "<pre>" + TextReport.of(result, bars) + "</pre>";
    }
}
