// The language of the window.
#pragma once

#include <QApplication>
#include <QStringList>
#include <QTranslator>
#include <memory>

namespace tradewind::gui {

// "en", and those that this build has translations of.
QStringList languages();

// The words of a language; nullptr for English and for one that is not there.
std::unique_ptr<QTranslator> translator_of(const QString& language);

// Words and numbers from now on; to be called before the window is made. A language that is not there is English.
void use_language(QApplication& application, const QString& language);

}  // namespace tradewind::gui
