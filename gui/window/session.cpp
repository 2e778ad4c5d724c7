#include "window/session.h"

#include <QSettings>

namespace tradewind::gui {

void write_session(const Session& session) {
  QSettings settings;
  settings.remove("session/tabs");
  settings.beginWriteArray("session/tabs", static_cast<int>(session.tabs.size()));
  for (std::size_t i = 0; i < session.tabs.size(); ++i) {
    settings.setArrayIndex(static_cast<int>(i));
    settings.setValue("file", session.tabs[i].file);
    settings.setValue("view", session.tabs[i].view);
    settings.setValue("point", session.tabs[i].point);
    settings.setValue("baseline", session.tabs[i].baseline);
  }
  settings.endArray();
  settings.setValue("session/current", session.current);
  settings.setValue("session/geometry", session.geometry);
  settings.setValue("session/dark", session.dark);
  settings.sync();
}

Session read_session() {
  QSettings settings;
  Session session;
  const int tabs = settings.beginReadArray("session/tabs");
  for (int i = 0; i < tabs; ++i) {
    settings.setArrayIndex(i);
    session.tabs.push_back({settings.value("file").toString(), settings.value("view").toString(), settings.value("point").toString(),
                            settings.value("baseline").toString()});
  }
  settings.endArray();
  session.current = settings.value("session/current", -1).toInt();
  session.geometry = settings.value("session/geometry").toByteArray();
  session.dark = settings.value("session/dark").toBool();
  return session;
}

}  // namespace tradewind::gui
