#include "editor/form_page.h"

#include <algorithm>

#include "editor/problem_words.h"
#include "text/format.h"

namespace tradewind::gui {
namespace {

QString in_words(const Problem& problem) {
  QString words = FormPage::tr("expected %1").arg(problem_words(from(problem.expected)));
  if (problem.expected.empty()) words = FormPage::tr("found %1").arg(problem_words(from(problem.found)));
  if (!problem.proposal.empty()) words += "; " + problem_words(from(problem.proposal));
  return words;
}

}  // namespace

FormPage::FormPage(ScenarioDocument& document, QWidget* parent) : QScrollArea(parent), document_(document) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  connect(&document, &ScenarioDocument::text_changed, this, &FormPage::refresh);
  connect(&document, &ScenarioDocument::checked, this, &FormPage::refresh_problems);
}

void FormPage::show_object(const JsonPath& path, const FormType& type) {
  const bool same = type_ == &type;
  path_ = path;
  type_ = &type;
  if (!same) build();
  verticalScrollBar()->setValue(0);
  refresh();
  refresh_problems();
}

FormRow* FormPage::row(const QString& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : found->second;
}

void FormPage::build() {
  rows_.clear();
  auto* page = new QWidget;
  page->setAutoFillBackground(true);
  page->setBackgroundRole(QPalette::Base);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 8, 0, 8);
  layout->setSpacing(0);
  auto* about = new QLabel(type_->help, page);
  about->setTextFormat(Qt::PlainText);
  about->setWordWrap(true);
  about->setProperty("role", "soft");
  about->setContentsMargins(14, 0, 14, 6);
  layout->addWidget(about);
  for (const FormField& field : type_->fields) {
    auto* row = new FormRow(field, page);
    rows_[field.key] = row;
    layout->addWidget(row);
    connect(row, &FormRow::edited, this, [this, &field](const QString& json) { write(field, json); });
    connect(row, &FormRow::wants_object, this, [this, &field] { enter(field); });
    connect(row, &FormRow::wants_removal, this, [this, &field] { write(field, {}); });
  }
  layout->addStretch(1);
  setWidget(page);
}

const FormField* FormPage::short_form(const JsonSpan& value) const {
  for (const QString& key : type_->short_forms) {
    const FormField* field = type_->field(key);
    const bool fits = value.kind == JsonSpan::Kind::number   ? field->kind == FormField::Kind::number
                      : value.kind == JsonSpan::Kind::array  ? field->kind == FormField::Kind::list || field->kind == FormField::Kind::objects
                      : value.kind == JsonSpan::Kind::string ? field->kind == FormField::Kind::text || field->kind == FormField::Kind::choice
                                                             : false;
    if (fits) return field;
  }
  return nullptr;
}

void FormPage::refresh() {
  if (type_ == nullptr) return;
  const auto root = parse_spans(document_.text());
  // Half-typed JSON has no values to show; the form waits for whole one.
  widget()->setEnabled(root.has_value());
  if (!root) return;
  const JsonSpan* object = find_span(*root, path_);
  const FormField* stands_for = object != nullptr && object->kind != JsonSpan::Kind::object ? short_form(*object) : nullptr;
  for (const auto& [key, row] : rows_)
    row->show_value(stands_for != nullptr ? (stands_for->key == key ? object : nullptr)
                    : object == nullptr   ? nullptr
                                          : object->member(key),
                    document_.text());
}

void FormPage::refresh_problems() {
  if (type_ == nullptr || !document_.loaded()) return;
  const QString here = pointer_of(path_);
  for (const auto& [key, row] : rows_) {
    const QString pointer = pointer_of(path_ + QStringList{key});
    QString words;
    for (const Problem& problem : document_.loaded()->problems) {
      const QString at = from(problem.pointer);
      const bool inside = at == pointer || at.startsWith(pointer + "/");
      // A missing field stands at the object around it, and names the field.
      const bool missing = at == here && (from(problem.expected).contains('"' + key + '"') || from(problem.found).contains('"' + key + '"'));
      if (words.isEmpty() && (inside || missing)) words = in_words(problem);
    }
    row->show_problem(words);
  }
}

void FormPage::write(const FormField& field, const QString& json) {
  QString text = document_.text();
  const auto root = parse_spans(text);
  if (!root) return;
  const JsonSpan* object = find_span(*root, path_);
  if (object != nullptr && object->kind != JsonSpan::Kind::object) {
    const FormField* stands_for = short_form(*object);
    const QString value = text.mid(object->begin, object->end - object->begin);
    if (stands_for != nullptr && stands_for->key == field.key && !json.isEmpty())
      return document_.change_to(with_value(text, path_, json), field.title, true);
    text = with_value(text, path_, stands_for == nullptr ? "{}" : "{" + quoted_json(stands_for->key) + ": " + value + "}");
  }
  const JsonPath at = path_ + QStringList{field.key};
  document_.change_to(json.isEmpty() ? without_value(text, at) : with_value(text, at, json), field.title, true);
}

void FormPage::enter(const FormField& field) {
  const JsonPath at = path_ + QStringList{field.key};
  const auto root = parse_spans(document_.text());
  if (!root) return;
  const bool list = field.kind == FormField::Kind::objects;
  if (find_span(*root, at) == nullptr) write(field, list ? "[{}]" : "{}");
  Q_EMIT entered(list ? at + QStringList{"0"} : at);
}

}  // namespace tradewind::gui
