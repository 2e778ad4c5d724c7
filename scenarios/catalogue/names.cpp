#include "catalogue/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

using Words = std::vector<std::string>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(const std::string& text) { return std::all_of(text.begin(), text.end(), is_digit); }

// Lower-case words between spaces, dashes, underscores and colons; what stands before the last '/' is left out.
Words words_of(std::string_view name) {
  if (const std::size_t slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  Words words(1);
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_' || c == ':')
      words.emplace_back();
    else
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  std::erase(words, "");
  return words;
}

// Words without separators, but for a dot between two digits: "llama 3.1 8b" and "llama3.1 8b" are the same, "2 57b" and "2.5 7b" are not.
std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty() && is_digit(text.back()) && is_digit(word.front())) text += '.';
    text += word;
  }
  return text;
}

// Words of a model's name that say nothing about its architecture.
bool is_neutral_for_models(const std::string& word) {
  static const std::set<std::string> neutral{"instruct", "chat",  "hf",  "it",   "base",    "meta",     "dynamic",   "fp8",
                                             "bf16",     "fp16",  "awq", "gptq", "int4",    "int8",     "w4a16",     "w8a8",
                                             "w8a16",    "mxfp4", "dpo", "sft",  "preview", "thinking", "quantized", "text",
                                             "marlin",   "block", "kv",  "g128", "turbo",   "pt",       "reference", "unsloth"};
  return neutral.contains(word);
}

// "v0.1", "2507", "08".
bool is_version(const std::string& word) {
  if (word.size() >= 2 && word.front() == 'v' && is_digit(word[1])) return true;
  return all_digits(word) && (word.size() == 2 || word.size() == 4);
}

Words without_neutral_words(Words words) {
  std::erase_if(words, is_neutral_for_models);
  return words;
}

Words without_version(Words words) {
  std::erase_if(words, is_version);
  return words;
}

// The spelling of one GPU's words: "80g" and "80gib" are "80gb", "sxm4" is "sxm", vendor words are left out.
Words gpu_words(std::string_view name) {
  static const std::set<std::string> neutral{"nvidia", "tesla",      "geforce", "amd",   "instinct", "gpu",  "tensor",
                                             "core",   "generation", "hbm2",    "hbm2e", "hbm3",     "hbm3e"};
  Words words = words_of(name);
  std::erase_if(words, [](const std::string& word) { return neutral.contains(word); });
  for (std::string& word : words) {
    const std::size_t digits = std::find_if_not(word.begin(), word.end(), is_digit) - word.begin();
    if (const std::string unit = word.substr(digits); digits > 0 && (unit == "g" || unit == "gib")) word = word.substr(0, digits) + "gb";
    if (word.starts_with("sxm")) word = "sxm";
  }
  return words;
}

std::string unknown(std::string_view kind, std::string_view name, const std::string& near) {
  return fmt::format("there is no {} \"{}\" in the catalogue{}", kind, name, near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near));
}

}  // namespace

ModelNames::ModelNames(std::span<const ModelArchitecture> models) : models_(models) {
  for (std::size_t i = 0; i < models.size(); ++i) {
    Words spellings = models[i].aliases;
    spellings.push_back(models[i].name);
    spellings.push_back(models[i].source);
    for (const std::string& spelling : spellings) {
      const Words words = without_neutral_words(words_of(spelling));
      by_words_.emplace(joined(words), i);
      by_words_without_version_.emplace(joined(without_version(words)), i);
    }
  }
}

Named<ModelArchitecture> ModelNames::find(std::string_view name) const {
  const Words words = without_neutral_words(words_of(name));
  const std::string full = joined(words), bare = joined(without_version(words));
  for (const auto& [key, index] : {std::pair{&full, &by_words_}, std::pair{&bare, &by_words_}, std::pair{&bare, &by_words_without_version_}})
    if (const auto found = index->find(*key); found != index->end()) return {&models_[found->second], ""};
  Words names;
  for (const ModelArchitecture& model : models_) names.push_back(model.name);
  std::string_view last = name;
  if (const std::size_t slash = name.rfind('/'); slash != std::string_view::npos) last.remove_prefix(slash + 1);
  return {nullptr, unknown("model", name, nearest_name(std::string(last), names))};
}

GpuNames::GpuNames(std::span<const CatalogueGpu> gpus) : gpus_(gpus) {
  for (std::size_t i = 0; i < gpus.size(); ++i) {
    by_spelling_.emplace(joined(gpu_words(gpus[i].name)), i);
    for (const std::string& alias : gpus[i].aliases) by_spelling_.emplace(joined(gpu_words(alias)), i);
  }
}

Named<CatalogueGpu> GpuNames::find(std::string_view name) const {
  const Words wanted = gpu_words(name);
  if (const auto found = by_spelling_.find(joined(wanted)); found != by_spelling_.end()) return {&gpus_[found->second], ""};
  std::vector<const CatalogueGpu*> fitting;
  Words names;
  for (const CatalogueGpu& gpu : gpus_) {
    Words has = gpu_words(gpu.name);
    for (const std::string& alias : gpu.aliases)
      for (const std::string& word : gpu_words(alias)) has.push_back(word);
    const auto knows = [&has](const std::string& word) { return std::find(has.begin(), has.end(), word) != has.end(); };
    if (!wanted.empty() && std::all_of(wanted.begin(), wanted.end(), knows)) fitting.push_back(&gpu);
    names.push_back(gpu.name);
  }
  if (fitting.size() == 1) return {fitting.front(), ""};
  if (fitting.empty()) return {nullptr, unknown("GPU", name, nearest_name(std::string(name), names))};
  names.clear();
  for (const CatalogueGpu* gpu : fitting) names.push_back(gpu->name);
  return {nullptr, fmt::format("\"{}\" may be any of {}", name, fmt::join(names, ", "))};
}

}  // namespace tradewind
