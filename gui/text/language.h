// The language of the window.
#pragma once

#include <QApplication>
#include <QStringList>

namespace tradewind::gui {

// "en", and those that this build has translations of.
QStringList languages();

// Words and numbers from now on; to be called before the window is made. A language that is not there is English.
void use_language(QApplication& application, const QString& language);

}  // namespace tradewind::gui
