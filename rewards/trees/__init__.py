"""Monte-Carlo values, trees and searches."""
