// What the command palette offers.
#include <QMenuBar>

#include "text/format.h"
#include "window/main_window.h"
#include "workspace/words.h"

namespace tradewind::gui {
namespace {

// "F5", or nothing.
QString keys_of(const QAction& action) { return action.shortcut().toString(QKeySequence::NativeText); }

}  // namespace

// What stands in the menus, then what can be selected.
std::vector<Command> MainWindow::commands() {
  std::vector<Command> all;
  for (QAction* menu : menuBar()->actions())
    for (QAction* action : menu->menu()->actions()) {
      if (action->isSeparator() || !action->isEnabled() || action->menu() != nullptr) continue;
      const QString keys = keys_of(*action);
      all.push_back({action->text().remove('&'), menu->text().remove('&') + (keys.isEmpty() ? "" : " · " + keys), [action] { action->trigger(); }});
    }
  for (const char* name : {"starter", "chat", "fraud", "recommend"})
    all.push_back({tr("New from the example %1").arg(name), {}, [this, name] { start_example(name); }});
  if (page() == nullptr) return all;
  Workspace& workspace = page()->workspace();
  for (const int point : workspace.study().front()) {
    const PointRow& row = workspace.study().points[static_cast<std::size_t>(point)];
    all.push_back({tr("Point %1").arg(row.id), milliseconds(row.latency_ms) + " · " + usd(row.monthly_usd),
                   [&workspace, point] { workspace.select_point(point); }});
  }
  for (std::size_t r = 0; r < workspace.world().regions.size(); ++r)
    all.push_back(
        {tr("Region %1").arg(region_words(workspace.world().regions[r])), {}, [&workspace, r] { workspace.select_region(static_cast<int>(r)); }});
  for (std::size_t p = 0; p < workspace.world().populations.size(); ++p)
    all.push_back({tr("People of %1").arg(from(workspace.world().populations[p].name)), {}, [&workspace, p] {
                     workspace.select_population(static_cast<int>(p));
                   }});
  return all;
}

}  // namespace tradewind::gui
