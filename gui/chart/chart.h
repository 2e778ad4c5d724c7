// A chart: figures drawn with a QPainter, on the screen, into an image, an SVG or a PDF by the same code.
#pragma once

#include <QMenu>
#include <QObject>
#include <QPainter>
#include <utility>

#include "chart/table.h"
#include "theme/theme.h"

namespace tradewind::gui {

class Chart : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  // To be called before anything else of a chart that may have been told to forget().
  void look() {
    if (std::exchange(is_stale_, false)) take();
  }

  virtual QString name() const = 0;     // "Latency and cost"
  virtual QString summary() const = 0;  // what it shows, in a sentence, for people who do not see it
  virtual Table table() const = 0;      // its twin
  // Draws into the area; what follows works on the area that was drawn last.
  virtual void paint(QPainter& painter, const QRectF& area, const Theme& theme) = 0;
  // The same within a frame, where paint() may take longer: what is there in time, and changed() when there is more.
  virtual void paint_on_screen(QPainter& painter, const QRectF& area, const Theme& theme) { paint(painter, area, theme); }

  // The mouse is there: what to tell about it, as rich text, or nothing.
  virtual QString hover(const QPointF& /*at*/) { return {}; }
  virtual void leave() {}
  // What the chart shows there becomes the selection of the window; `also`: beside what is selected.
  virtual void pick(const QPointF& /*at*/, bool /*also*/) {}
  virtual void pick_row(int /*key*/) {}                           // the same from the table, by TableRow::key
  virtual int selected_row() const { return -1; }                 // key, or -1
  virtual void step(int /*by*/) {}                                // to the next or the former one
  virtual void zoom(const QPointF& /*at*/, double /*factor*/) {}  // factor > 1: closer
  virtual void move(const QPointF& /*by*/) {}
  virtual void reset_view() {}
  // What can be done there, before what can be done with every chart.
  virtual void fill_menu(QMenu& /*menu*/, const QPointF& /*at*/) {}

 protected:
  // What follows from the workspace is worked out when somebody looks at the chart: a change costs nothing where nobody does.
  virtual void take() {}
  void forget() {
    is_stale_ = true;
    Q_EMIT data_changed();
    Q_EMIT changed();
  }

 private:
  bool is_stale_ = true;

 Q_SIGNALS:
  void changed();       // looks different
  void data_changed();  // so does its table
  void menu_wanted(const QPointF& at);
};

}  // namespace tradewind::gui
