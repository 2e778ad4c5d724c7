// The scenario language as forms need it, read from its JSON Schema, which is made from the descriptors: fields, units, choices, defaults, help.
#pragma once

#include <QStringList>
#include <map>
#include <vector>

namespace tradewind::gui {

struct FormField {
  enum class Kind { text, number, boolean, choice, list, object, objects };
  QString key;
  QString title;       // "Requests per user day"
  QString help, unit;  // in the language of the window, as the title
  Kind kind = Kind::text;
  QStringList choices;   // of a choice or of a list's elements; empty: anything
  bool numbers = false;  // elements of a list
  QString default_json;  // empty: absent stays absent
  QString example_json;
  QString range;  // "from 1 to 1000"
  bool required = false;
  QString type;  // of an object or of a list's objects
};

struct FormType {
  QString name, help;
  std::vector<FormField> fields;
  // Fields that a bare value may stand for, tried in order.
  QStringList short_forms;
  // Groups of fields of which one is to be given.
  std::vector<QStringList> one_of;

  const FormField* field(const QString& key) const;
};

class FormSchema {
 public:
  static const FormSchema& scenario();
  const FormType& root() const { return root_; }
  const FormType& type(const QString& name) const { return types_.at(name); }
  const std::map<QString, FormType>& types() const { return types_; }

  FormSchema();  // in the language of the window as it is now

 private:
  FormType root_;
  std::map<QString, FormType> types_;
};

}  // namespace tradewind::gui
