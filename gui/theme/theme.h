// Colours of the window and of its charts: the palette of the reports, light and dark.
#pragma once

#include <QApplication>
#include <QColor>
#include <array>

namespace tradewind::gui {

// Series colours after Okabe and Ito (2008), told apart by people with any colour vision, and two more of the same contrast.
struct Theme {
  bool dark = false;
  QColor page, surface, ink, soft, faint, rule, wash, selected, accent, land, warn_ink, warn, good_ink, good, bad_ink, bad;
  QColor p50, p95, p99;
  std::array<QColor, 8> series;

  const QColor& series_of(std::size_t i) const { return series[i % series.size()]; }
  // Of a share from 0 to 1: light to strong in one hue, so that it reads without telling hues apart.
  QColor heat(double share) const;

  static const Theme& light();
  static const Theme& dark_one();
  static const Theme& current();  // the one that was applied last
};

// Fusion style, palette and style sheet of the whole program.
void apply_theme(QApplication& application, bool dark);

}  // namespace tradewind::gui
