#include "text/language.h"

#include <QLocale>
#include <QTranslator>

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

void use_language(QApplication& application, const QString& language) {
  if (language == "en" || !languages().contains(language)) return QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
  QLocale::setDefault(QLocale(language));
#ifdef TRADEWIND_TRANSLATED
  const std::string_view words = embedded::translations("tradewind_" + language.toStdString() + ".qm");
  auto* translator = new QTranslator(&application);
  if (translator->load(reinterpret_cast<const uchar*>(words.data()), static_cast<int>(words.size()))) QCoreApplication::installTranslator(translator);
#else
  static_cast<void>(application);
#endif
}

}  // namespace tradewind::gui
