// Reads what runs from the documents of kubectl and Terraform.
#include <fmt/format.h>

#include <stdexcept>

#include "import/reading.h"

namespace tradewind {
namespace {

using namespace importing;

json parse(std::string_view text, const std::string& file_name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  json document = json::parse(text, nullptr, false);
  if (document.is_discarded())
    throw std::invalid_argument(fmt::format("{}: this is no JSON; give the output of kubectl or terraform with -json", file_name));
  return document;
}

}  // namespace

std::vector<RunningPool> read_deployments(std::string_view text, const std::string& file_name) {
  const json document = parse(text, file_name);
  if (!has_deployments(document))
    throw std::invalid_argument(fmt::format("{}: no list of Deployments; give the output of 'kubectl get deployments -A -o json'", file_name));
  return deployments(document);
}

std::vector<RunningPool> read_terraform_state(std::string_view text, const std::string& file_name) {
  const json document = parse(text, file_name);
  if (!has_state(document))
    throw std::invalid_argument(fmt::format("{}: no state of Terraform; give the output of 'terraform show -json'", file_name));
  return state(document);
}

std::vector<RunningPool> read_running_pools(std::string_view text, const std::string& file_name) {
  const json document = parse(text, file_name);
  if (has_state(document)) return state(document);
  if (has_deployments(document)) return deployments(document);
  throw std::invalid_argument(fmt::format(
      "{}: neither Deployments nor a state; give the output of 'kubectl get deployments -A -o json' or 'terraform show -json'", file_name));
}

}  // namespace tradewind
