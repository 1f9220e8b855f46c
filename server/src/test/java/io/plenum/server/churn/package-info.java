/// Many people coming and going: what they leave behind, and what those who stay notice.
@NullMarked
package io.plenum.server.churn;

import org.jspecify.annotations.NullMarked;
