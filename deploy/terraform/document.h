// Terraform in its JSON syntax: a folder of files that parts of the target add to, and what a text may be in it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "cloud/settings.h"
#include "tradewind/deploy/bundle.h"

namespace tradewind::terraform {

using cloud::Json;

// "${aws_vpc.this.id}"
std::string expression(std::string_view text);

// A text of others as Terraform has to take it: "${" and "%{" begin no template.
std::string literal(std::string_view text);

// Every text of a document, as literal(); names of a document's entries are never of others.
Json literals(Json document);

// A text of others inside an expression: quoted, with the escapes of HCL.
std::string hcl_string(std::string_view text);

// Name of a block, a local or a variable: "aws-us-east-1" -> "aws_us_east_1".
std::string identifier(std::string_view label);

// The root folder.
class Root {
 public:
  // A file, empty at first: "traffic" is traffic.tf.json.
  Json& file(const std::string& name) { return files_[name]; }
  // In variables.tf.json; one without a fallback has to be given. Stating it twice changes nothing.
  void variable(const cloud::Setting& setting);
  // In versions.tf.json. `configuration`: of its provider block.
  void provider(const std::string& name, const std::string& source, const std::string& version, Json configuration);
  // In outputs.tf.json.
  void output(const std::string& name, const std::string& description, Json value);

  // All below `folder`, files without content left out.
  Bundle files(const std::string& folder) const;
  const std::map<std::string, Json>& variables() const { return variables_; }

 private:
  std::map<std::string, Json> files_, variables_, providers_, requirements_, outputs_;
};

}  // namespace tradewind::terraform
