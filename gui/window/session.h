// The memory of a session: which files were open, in which view, with which points selected and pinned.
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace tradewind::gui {

struct SessionTab {
  QString file, view;
  QString point, baseline;  // ids; empty: none
  friend bool operator==(const SessionTab&, const SessionTab&) = default;
};

struct Session {
  std::vector<SessionTab> tabs;
  int current = -1;  // index of a tab
  QByteArray geometry;
  bool dark = false;
};

// On disk when it returns, so that the end of the process takes nothing with it.
void write_session(const Session& session);
Session read_session();

}  // namespace tradewind::gui
