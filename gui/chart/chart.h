// A chart: figures drawn with a QPainter, on the screen, into an image, an SVG or a PDF by the same code.
#pragma once

#include <QObject>
#include <QPainter>

#include "chart/table.h"
#include "theme/theme.h"

namespace tradewind::gui {

class Chart : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  virtual QString name() const = 0;     // "Latency and cost"
  virtual QString summary() const = 0;  // what it shows, in a sentence, for people who do not see it
  virtual Table table() const = 0;      // its twin
  // Draws into the area; what follows works on the area that was drawn last.
  virtual void paint(QPainter& painter, const QRectF& area, const Theme& theme) = 0;

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

 Q_SIGNALS:
  void changed();       // looks different
  void data_changed();  // so does its table
};

}  // namespace tradewind::gui
