#include "tradewind/pricing/import.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "import/collected.h"
#include "seldom.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

namespace fs = std::filesystem;

struct Format {
  const char *name, *provider;
  price_import::Reader read;
};

Format format_of(PriceFormat format) {
  switch (format) {
    case PriceFormat::aws_offer:
      return {"aws-offer", "aws", price_import::read_aws_offer};
    case PriceFormat::aws_savings_plan:
      return {"aws-savings-plan", "aws", price_import::read_aws_savings_plan};
    case PriceFormat::aws_spot:
      return {"aws-spot", "aws", price_import::read_aws_spot};
    case PriceFormat::azure_retail:
      return {"azure-retail", "azure", price_import::read_azure_retail};
    case PriceFormat::gcp_billing:
      break;
  }
  return {"gcp-billing", "gcp", price_import::read_gcp_billing};
}

// The files, each with its part of the bytes of all.
std::vector<price_import::PriceFile> watched(const std::vector<fs::path>& files, SeldomProgress& progress) {
  std::vector<double> bytes;
  for (const fs::path& file : files) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    bytes.push_back(error ? 0 : static_cast<double>(size));
  }
  const double all = std::max(std::accumulate(bytes.begin(), bytes.end(), 0.0), 1.0);
  std::vector<price_import::PriceFile> result;
  double before = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto tell = [&progress, before, all, size = bytes[i], stage = "reading " + files[i].filename().string()](double share) {
      progress.at((before + share * size) / all, stage);
    };
    result.emplace_back(files[i], tell);
    before += bytes[i];
  }
  return result;
}

}  // namespace

ImportedBook import_prices(PriceFormat format, const std::vector<fs::path>& files, const ProgressCallback& progress, std::stop_token stop) {
  const Format chosen = format_of(format);
  price_import::Collected collected(chosen.provider);
  Problems problems;
  SeldomProgress seldom(progress, std::move(stop));
  chosen.read(watched(files, seldom), collected, problems);
  if (has_errors(problems)) throw InvalidInput(std::move(problems));
  std::vector<std::string> names;
  for (const fs::path& file : files) names.push_back(file.string());
  return collected.finish(chosen.name, fmt::format("{}", fmt::join(names, ", ")));
}

void write_book(const ImportedBook& book, const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error)))
    throw FileError("cannot write", folder, "it exists and is no empty folder; name a new one");
  const fs::path whole = folder.has_filename() ? folder : folder.parent_path();  // "book/" is "book"
  const fs::path temporary = whole.string() + fmt::format(".{}.tmp", ::getpid());
  try {
    write_file(temporary / "instances.csv", book.instances_csv);
    write_file(temporary / "book.json", nlohmann::ordered_json{{"name", book.name}, {"date", book.date}}.dump(2) + "\n");
    fs::rename(temporary, whole);
  } catch (const fs::filesystem_error& failure) {
    fs::remove_all(temporary, error);
    throw FileError("cannot write", folder, failure.code().message());
  } catch (...) {
    fs::remove_all(temporary, error);
    throw;
  }
}

}  // namespace tradewind
