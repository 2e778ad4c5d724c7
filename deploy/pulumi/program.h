// The two files of the program that a topology makes: plan.ts with the facts, index.ts that hands them to the components; and what has to be
// configured.
#pragma once

#include <map>
#include <set>
#include <string>

#include "cloud/settings.h"
#include "pulumi/typescript.h"

namespace tradewind::pulumi {

class Program {
 public:
  // A fact of plan.ts, of a type that a component exports: facts("awsRegions", "Record<string, AwsRegionArgs>", "aws-region", "AwsRegionArgs", ...).
  // The document's comment stands above it.
  struct Type {
    std::string text, component, name;  // "Record<string, AwsRegionArgs>", "aws-region", "AwsRegionArgs"
  };
  void fact(const std::string& name, const Type& type, const Json& document);

  // index.ts: an export of a component, or of a package under its short name; lines of code, by section.
  void use(const std::string& component, const std::string& name);
  void package(const std::string& name) { packages_.insert(name); }
  void code(const std::string& lines) { code_ += lines; }

  // The expression that reads a setting.
  std::string setting(const cloud::Setting& setting);

  std::string plan_ts(const std::string& head) const;
  std::string index_ts(const std::string& head) const;
  const std::set<std::string>& packages() const { return packages_; }
  // By name.
  const std::map<std::string, cloud::Setting>& settings() const { return settings_; }
  // Components of the bundle, by file name without ".ts".
  const std::map<std::string, std::set<std::string>>& components() const { return components_; }

 private:
  std::map<std::string, std::set<std::string>> types_, components_;
  std::set<std::string> packages_;
  std::string facts_, code_;
  std::map<std::string, cloud::Setting> settings_;
};

// The whole program of a topology.
Program program_of(const cloud::Context& context);

// How index.ts leads users to the regions: adds to the program.
void add_traffic(Program& program, const cloud::Context& context);

// The options by which resources of a cloud are made: its provider, added on first use.
std::string on(Program& program, const cloud::Context& context, std::string_view provider);

}  // namespace tradewind::pulumi
