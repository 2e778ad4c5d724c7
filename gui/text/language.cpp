#include "text/language.h"

#include <QLocale>

#ifdef TRADEWIND_TRANSLATED
#include "embedded/translations.h"
#endif

namespace tradewind::gui {

QStringList languages() {
#ifdef TRADEWIND_TRANSLATED
  return {"en", "de"};
#else
  return {"en"};
#endif
}

std::unique_ptr<QTranslator> translator_of(const QString& language) {
  if (language == "en" || !languages().contains(language)) return nullptr;
  auto translator = std::make_unique<QTranslator>();
#ifdef TRADEWIND_TRANSLATED
  const std::string_view words = embedded::translations("tradewind_" + language.toStdString() + ".qm");
  if (!translator->load(reinterpret_cast<const uchar*>(words.data()), static_cast<int>(words.size()))) return nullptr;
#endif
  return translator;
}

void use_language(QApplication& application, const QString& language) {
  auto translator = translator_of(language);
  QLocale::setDefault(translator != nullptr ? QLocale(language) : QLocale(QLocale::English, QLocale::UnitedStates));
  if (translator == nullptr) return;
  translator->setParent(&application);
  QCoreApplication::installTranslator(translator.release());
}

}  // namespace tradewind::gui
