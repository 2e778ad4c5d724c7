#include "editor/editor_view.h"

#include <QSplitter>
#include <QVBoxLayout>

#include "text/format.h"
#include "theme/theme.h"

namespace tradewind::gui {
namespace {

QWidget* titled(const QString& title, QWidget* inner) {
  auto* whole = new QWidget;
  auto* label = new QLabel(title, whole);
  label->setProperty("role", "title");
  label->setContentsMargins(14, 8, 14, 5);
  auto* layout = new QVBoxLayout(whole);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(label);
  layout->addWidget(inner, 1);
  whole->setAutoFillBackground(true);
  whole->setBackgroundRole(QPalette::Base);
  return whole;
}

}  // namespace

EditorView::EditorView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      outline_(new Outline(workspace.document())),
      form_(new FormPage(workspace.document())),
      json_(new JsonView(workspace.document())),
      problems_(new QListWidget),
      state_(new QLabel) {
  auto* columns = new QSplitter;
  columns->addWidget(titled(tr("Parts"), outline_));
  columns->addWidget(titled(tr("Form"), form_));
  columns->addWidget(titled(tr("JSON"), json_));
  columns->setSizes({180, 580, 440});
  columns->setChildrenCollapsible(false);
  problems_->setMaximumHeight(120);
  problems_->setWordWrap(true);
  problems_->setAccessibleName(tr("Problems of the scenario"));
  state_->setContentsMargins(14, 6, 14, 6);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(columns, 1);
  layout->addWidget(state_);
  layout->addWidget(problems_);
  connect(outline_, &Outline::chosen, this, &EditorView::open_form);
  connect(form_, &FormPage::entered, this, [this](const JsonPath& path) {
    outline_->select(path);
    open_form(path);
  });
  connect(&workspace.document(), &ScenarioDocument::checked, this, &EditorView::list_problems);
  // A click, or Enter.
  for (const auto signal : {&QListWidget::itemClicked, &QListWidget::itemActivated})
    connect(problems_, signal, this, [this](QListWidgetItem* item) {
      const QPoint place = item->data(Qt::UserRole).toPoint();
      if (place.y() > 0) json_->go_to(place.y(), place.x());
    });
  open_form({});
  list_problems();
}

void EditorView::open_form(const JsonPath& path) {
  if (const FormType* type = Outline::type_at(path)) form_->show_object(path, *type);
}

void EditorView::list_problems() {
  problems_->clear();
  const auto& loaded = workspace_.document().loaded();
  int errors = 0;
  for (const Problem& problem : loaded ? loaded->problems : Problems()) {
    auto* item = new QListWidgetItem(from(to_string(problem)), problems_);
    item->setData(Qt::UserRole, QPoint(problem.column, problem.line));
    item->setForeground(problem.severity == Severity::error ? Theme::current().bad_ink : Theme::current().warn_ink);
    errors += problem.severity == Severity::error;
  }
  problems_->setVisible(problems_->count() > 0);
  state_->setText(!loaded                   ? tr("Checking…")
                  : problems_->count() == 0 ? tr("No problems. %1 defaults are filled in.").arg(loaded->defaults.size())
                  : errors > 0              ? counted(static_cast<std::size_t>(errors), tr("%1 error"), tr("%1 errors"))
                                            : counted(static_cast<std::size_t>(problems_->count()), tr("%1 warning"), tr("%1 warnings")));
}

}  // namespace tradewind::gui
