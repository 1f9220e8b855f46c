/// From options, environment, file and defaults to one validated record.
///
/// [io.plenum.server.config.CommandLine] reads what the user typed, [io.plenum.server.config.Configuration] lays the
/// sources over each other and gives a [io.plenum.server.config.ServerConfig]; after that nothing is checked again.
/// Each key, its default and its reason stand in `reference.conf` beside these classes. Every wrong input is a
/// [io.plenum.server.config.WrongSetting] whose message is meant for the person who typed it.
@NullMarked
package io.plenum.server.config;

import org.jspecify.annotations.NullMarked;
