// The figures of the selected point in one strip, with their differences from the pinned one.
#pragma once

#include <QWidget>

#include "workspace/workspace.h"

namespace tradewind::gui {

class KeyFigures : public QWidget {
  Q_OBJECT

 public:
  explicit KeyFigures(Workspace& workspace, QWidget* parent = nullptr);
  QSize sizeHint() const override { return {600, 74}; }
  struct Tile {
    QString name, value, detail;
    QString change;  // from the pinned point
    bool better = false, worse = false;
  };
  const std::vector<Tile>& tiles() const { return tiles_; }
  // What does not fit into its tile at this width of the window and would be shown cut.
  QStringList cut_words(double window_width) const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void refresh();
  void add_changes(const PointRow& from, const PointRow& to);
  std::vector<Tile> scenario_tiles() const;
  std::vector<Tile> point_tiles() const;

  Workspace& workspace_;
  std::vector<Tile> tiles_;
};

}  // namespace tradewind::gui
