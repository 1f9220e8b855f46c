/// Who may come in: JSON Web Tokens (RFC 7519), signed with HS256 and the configured secret.
@NullMarked
package io.plenum.signaling.auth;

import org.jspecify.annotations.NullMarked;
